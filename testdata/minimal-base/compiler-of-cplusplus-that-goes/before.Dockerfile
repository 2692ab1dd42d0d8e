FROM debian:12
COPY src/ /src/
RUN apt-get update && apt-get install -y g++ make && make -C /src install && apt-get remove -y g++ make && apt-get autoremove -y
CMD ["noisy"]
