FROM ubuntu:24.04
RUN apt-get update > /update.log
RUN >/dev/null apt-get update
RUN apt-get install -y curl 2>> /install.log
RUN apt-get update && apt-get upgrade -y | tee /upgrade.log
RUN rm -rf /var/lib/apt/lists/* > /removed.log
CMD ["true"]
