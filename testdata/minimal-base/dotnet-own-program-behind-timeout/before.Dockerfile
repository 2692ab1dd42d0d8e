FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
WORKDIR /src
COPY . .
RUN dotnet publish -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:8.0
WORKDIR /app
COPY --from=build /app .
HEALTHCHECK CMD timeout 5 /app/Probe || exit 1
ENTRYPOINT ["dotnet", "Shop.dll"]
