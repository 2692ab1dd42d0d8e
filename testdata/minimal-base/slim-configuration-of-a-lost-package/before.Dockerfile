FROM node:22
COPY policy.xml /etc/ImageMagick-6/policy.xml
RUN apt-get update && apt-get install -y imagemagick
CMD ["sleep", "1"]
