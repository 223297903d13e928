namespace StudyPortal.Web.Features.Models;

internal static class ModelsFeature
{
    public static IServiceCollection AddModelsPages(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapModels(this IEndpointRouteBuilder app) => app.MapModelFiles();
}
