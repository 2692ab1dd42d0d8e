FROM amazoncorretto:21
RUN apt-get update && apt-get install -y curl
CMD ["java", "-version"]
