package dev.gumleaf.benchmarks.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A Spring Boot application with its defaults. */
@SpringBootApplication
public class SpringRival {
  /** Serves until it is killed. */
  public static void main(String[] args) {
    SpringApplication.run(SpringRival.class, args);
  }
}
