FROM maven:3.5.3-jdk-8
CMD exec /docker-java-home/bin/java -jar /a.jar
