using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Reading;

internal static class ReadingRegistration
{
    public static IServiceCollection AddReading(this IServiceCollection services) => services;
}
