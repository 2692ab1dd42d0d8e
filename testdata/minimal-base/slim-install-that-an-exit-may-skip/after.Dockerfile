FROM python:3.12-slim
RUN apt-get update && test -e /opt/done && exit 0; apt-get install -y git
RUN git clone https://example.org/x.git /opt/x && apt-config dump > /settings
CMD ["date"]
