FROM ubuntu:24.04
RUN apt-get update && apt-get install -y curl software-properties-common my-package
CMD ["true"]
