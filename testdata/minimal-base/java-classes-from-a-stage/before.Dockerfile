FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /src
COPY . .
RUN mvn -q package

FROM build AS check
FROM amazoncorretto:21
COPY --from=build /src/target /app
CMD ["java", "-jar", "/app/app.jar"]
