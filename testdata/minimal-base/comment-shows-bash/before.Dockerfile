# docker exec -it biscuit /bin/bash
FROM debian:12-slim
RUN apt-get update && apt-get install -y file
CMD ["tail", "-f", "/dev/null"]
