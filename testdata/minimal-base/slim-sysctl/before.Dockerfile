FROM node:22
RUN echo "vm.max_map_count=262144" > /etc/sysctl.d/99-app.conf
CMD ["sleep", "1"]
