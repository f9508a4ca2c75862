package dev.gumleaf.demo;

import java.util.List;

/** What invented names are made of. */
final class Words {
  static final List<String> FIRST =
      List.of(
          "Amber", "Birch", "Blue", "Bright", "Cedar", "Clear", "Copper", "Coral", "Crisp", "Dawn",
          "Delta", "Ember", "Ever", "Fern", "Flint", "Fox", "Frost", "Glen", "Gold", "Granite",
          "Harbor", "Hazel", "Iron", "Juniper", "Lark", "Lumen", "Maple", "Marsh", "Meadow", "Moss",
          "North", "Oak", "Opal", "Otter", "Pebble", "Pine", "Quartz", "Raven", "River", "Rowan",
          "Sable", "Slate", "Spruce", "Stone", "Summit", "Swift", "Tidal", "Umber", "Willow",
          "Wren");
  static final List<String> SECOND =
      List.of(
          "anchor", "arc", "bay", "beam", "bridge", "brook", "cast", "cliff", "craft", "crest",
          "dale", "field", "ford", "forge", "gate", "grid", "grove", "haven", "hill", "hollow",
          "leaf", "ledge", "light", "line", "loom", "mark", "mill", "path", "peak", "point", "port",
          "reach", "ridge", "shore", "spring", "stead", "vale", "ward", "works", "yard");
  static final List<String> INDUSTRIES =
      List.of(
          "Software",
          "Logistics",
          "Manufacturing",
          "Health care",
          "Retail",
          "Finance",
          "Media",
          "Energy",
          "Construction",
          "Insurance",
          "Education");
  static final List<String> GIVEN =
      List.of(
          "Ada", "Aiko", "Amara", "Anna", "Ben", "Bruno", "Carla", "Chen", "Clara", "Daniel",
          "Elif", "Emma", "Erik", "Fatima", "Felix", "Grace", "Hana", "Hugo", "Ines", "Isaac",
          "Jonas", "Julia", "Kofi", "Lena", "Liam", "Lucia", "Maja", "Marco", "Mateo", "Mei",
          "Nadia", "Noah", "Nora", "Olga", "Omar", "Paula", "Priya", "Rafael", "Rosa", "Samir",
          "Sara", "Sven", "Tara", "Theo", "Uma", "Victor", "Wanda", "Yara", "Yusuf", "Zoe");
  static final List<String> FAMILY =
      List.of(
          "Abel",
          "Adeyemi",
          "Andersen",
          "Bauer",
          "Bianchi",
          "Bosch",
          "Castro",
          "Costa",
          "Dubois",
          "Eriksen",
          "Fischer",
          "Garcia",
          "Gupta",
          "Haas",
          "Hansen",
          "Ito",
          "Jansen",
          "Kaya",
          "Keller",
          "Kim",
          "Kowalski",
          "Larsen",
          "Lopez",
          "Meyer",
          "Mensah",
          "Moreau",
          "Nakamura",
          "Novak",
          "Okafor",
          "Olsen",
          "Park",
          "Patel",
          "Petrov",
          "Ramos",
          "Rossi",
          "Sato",
          "Silva",
          "Singh",
          "Tanaka",
          "Torres",
          "Visser",
          "Walker",
          "Weber",
          "Wong",
          "Yilmaz");
  static final List<String> TITLES =
      List.of(
          "Head of Operations",
          "Data Analyst",
          "Engineering Manager",
          "Product Manager",
          "Finance Director",
          "Software Engineer",
          "Operations Analyst",
          "Chief of Staff",
          "IT Manager",
          "Marketing Manager");
  static final List<String> BROWSERS =
      List.of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/142.0.0.0 Safari/537.36",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
              + " Version/18.5 Safari/605.1.15",
          "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0");
  static final List<String> PHONES =
      List.of(
          "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
              + " Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
          "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/142.0.0.0 Mobile Safari/537.36");
  static final List<String> BOTS =
      List.of(
          "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
          "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
          "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " HeadlessChrome/142.0.0.0 Safari/537.36",
          "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)");

  private Words() {}
}
