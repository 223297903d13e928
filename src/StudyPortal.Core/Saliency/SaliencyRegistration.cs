using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Saliency;

internal static class SaliencyRegistration
{
    public static IServiceCollection AddSaliency(this IServiceCollection services) => services;
}
