FROM example.org/team/base:1
USER app
RUN sudo apt-get update && sudo -E apt-get install -y curl
