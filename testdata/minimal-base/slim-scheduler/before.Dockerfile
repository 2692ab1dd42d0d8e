FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends cron
COPY jobs /etc/cron.d/jobs
CMD ["cron", "-f"]
