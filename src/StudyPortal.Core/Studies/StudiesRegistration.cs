using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Studies;

internal static class StudiesRegistration
{
    public static IServiceCollection AddStudies(this IServiceCollection services) => services;
}
