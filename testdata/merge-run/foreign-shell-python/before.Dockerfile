FROM debian:12
SHELL ["python3", "-c"]
RUN print(1)
RUN print(2)
