FROM eclipse-temurin:21-jdk
COPY App.java /src/
RUN javac /src/App.java
ENTRYPOINT ["java", "-cp", "/src", "App"]
