FROM debian:12
RUN apt-get update && apt-get install -y curl git
RUN apt-get purge -y --auto-remove curl && apt-mark showmanual
CMD ["sleep", "1"]
