FROM nginx:1.13
