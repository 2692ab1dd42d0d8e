FROM debian:13
RUN apt-get update && apt-get install -y make git
# the pipeline, by Bioconda
RUN git clone https://example.org/x.git && cd x && make all
ENTRYPOINT ["/x/run.sh"]
