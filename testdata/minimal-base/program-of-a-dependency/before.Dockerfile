FROM ubuntu:24.04
RUN apt-get update && apt-get install -y software-properties-common
RUN python3 -c "print(1)"
CMD ["python3"]
