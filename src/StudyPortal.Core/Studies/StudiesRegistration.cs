using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Studies.Planning;
using StudyPortal.Core.Studies.Rehearsal;
using StudyPortal.Core.Studies.Reminders;
using StudyPortal.Core.Studies.Templates;

namespace StudyPortal.Core.Studies;

internal static class StudiesRegistration
{
    public static IServiceCollection AddStudies(this IServiceCollection services) => services
        .AddOptions<SmtpSettings>().Services
        .AddSingleton<PreviewSample>()
        .AddSingleton<StoreExample>()
        .AddSingleton<CreateStudy>()
        .AddSingleton<AddReaders>()
        .AddSingleton<RemoveReader>()
        .AddSingleton<ReopenAnswers>()
        .AddSingleton<RequestStudyMaps>()
        .AddSingleton<VerifyStudyFiles>()
        .AddSingleton<RehearseReading>()
        .AddSingleton<FillRehearsal>()
        .AddSingleton<FreezeStudy>()
        .AddSingleton<StartPilot>()
        .AddSingleton<OpenStudy>()
        .AddSingleton<PauseStudy>()
        .AddSingleton<ResumeStudy>()
        .AddSingleton<CloseStudy>()
        .AddSingleton<ArchiveStudy>()
        .AddSingleton<DeleteDraft>()
        .AddSingleton<EditStudy>()
        .AddSingleton<CopyStudy>()
        .AddSingleton<SmtpPost>()
        .AddSingleton<RemindReaders>()
        .AddSingleton<ListReminders>()
        .AddSingleton<PlanSampleSize>()
        .AddSingleton<ExportTemplate>()
        .AddSingleton<ImportTemplate>()
        .AddSingleton<WithdrawCase>()
        .AddSingleton<SimulateRatings>()
        .AddSingleton<ListStudies>()
        .AddSingleton<ReadBoard>()
        .AddSingleton<ListAlarms>()
        .AddSingleton<ReadStudy>();
}
