using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Saliency;

internal static class SaliencyRegistration
{
    public static IServiceCollection AddSaliency(this IServiceCollection services) => services
        .AddSingleton<ListMissingMaps>()
        .AddSingleton<RequestMaps>()
        .AddSingleton<StoreMap>()
        .AddSingleton<ListCasePixels>()
        .AddSingleton<LoadLesionMasks>()
        .AddSingleton<ListMaps>()
        .AddSingleton<ReadMap>()
        .AddSingleton<RenderMap>()
        .AddSingleton<ReadCaseSquare>()
        .AddSingleton<ComparisonOfCase>();
}
