FROM nginx:1.13.2
COPY site.conf /etc/nginx/conf.d/
CMD ["nginx", "-g", "daemon off;"]
