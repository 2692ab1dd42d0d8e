FROM eclipse-temurin:17-jdk-jammy
COPY a /
RUN strip /a
CMD ["java", "-jar", "/x.jar"]
