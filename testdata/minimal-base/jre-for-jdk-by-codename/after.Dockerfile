FROM eclipse-temurin:17-jre-jammy
COPY x.jar /x.jar
CMD ["java", "-jar", "/x.jar"]
