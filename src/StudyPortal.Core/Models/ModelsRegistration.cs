using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Models;

internal static class ModelsRegistration
{
    public static IServiceCollection AddModels(this IServiceCollection services) => services;
}
