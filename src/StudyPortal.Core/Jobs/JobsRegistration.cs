using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Jobs;

internal static class JobsRegistration
{
    public static IServiceCollection AddJobs(this IServiceCollection services) => services;
}
