FROM ubuntu:22.04
RUN apt-get update && apt-get install -y libnss3 libgtk-3-0 wget
RUN wget https://example.org/trial.sh && sh -c "chmod +x trial.sh"
ENTRYPOINT ["/trial.sh"]
