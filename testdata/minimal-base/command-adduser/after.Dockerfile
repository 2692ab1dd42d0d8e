FROM alpine:3.24
RUN addgroup --gid 1500 app && adduser --disabled-password --gecos "" --uid 1500 --ingroup app app
USER app
CMD ["sleep", "1"]
