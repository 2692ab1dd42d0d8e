FROM debian:12
SHELL ["conda", "run", "-n", "x", "/bin/bash", "-c"]
RUN touch a
RUN touch b
