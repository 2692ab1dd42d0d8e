FROM alpine:3.24
RUN apk add --no-cache openjdk8 font-dejavu
COPY x.jar /
CMD ["java", "-jar", "/x.jar"]
