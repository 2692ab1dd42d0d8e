# slim variants of Java 8 began with 8u131
FROM openjdk:8u102-jre
COPY app.jar /app.jar
CMD ["java", "-jar", "/app.jar"]

FROM httpd:2.4.50
RUN wget -O /usr/local/apache2/htdocs/page.html https://example.org/page.html
CMD ["httpd-foreground"]
