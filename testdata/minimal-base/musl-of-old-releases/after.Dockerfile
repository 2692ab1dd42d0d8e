FROM nginx:1.13.2-alpine
COPY site.conf /etc/nginx/conf.d/
CMD ["nginx", "-g", "daemon off;"]
