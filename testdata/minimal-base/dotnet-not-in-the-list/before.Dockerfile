# a version that never was; chiseled is small already; 3.1 had no such images
FROM mcr.microsoft.com/dotnet/aspnet:8.0.99
ENTRYPOINT ["dotnet", "/app/Shop.dll"]

FROM mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled
ENTRYPOINT ["dotnet", "/app/Shop.dll"]

FROM mcr.microsoft.com/dotnet/aspnet:3.1
ENTRYPOINT ["dotnet", "/app/Shop.dll"]
