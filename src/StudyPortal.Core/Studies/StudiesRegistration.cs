using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Studies;

internal static class StudiesRegistration
{
    public static IServiceCollection AddStudies(this IServiceCollection services) => services
        .AddSingleton<PreviewSample>()
        .AddSingleton<StoreExample>()
        .AddSingleton<CreateStudy>()
        .AddSingleton<AddReaders>()
        .AddSingleton<RemoveReader>()
        .AddSingleton<RequestStudyMaps>()
        .AddSingleton<OpenStudy>()
        .AddSingleton<PauseStudy>()
        .AddSingleton<ResumeStudy>()
        .AddSingleton<CloseStudy>()
        .AddSingleton<WithdrawCase>()
        .AddSingleton<SimulateRatings>()
        .AddSingleton<ListStudies>()
        .AddSingleton<ReadStudy>();
}
