using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Datasets;

internal static class DatasetsRegistration
{
    public static IServiceCollection AddDatasets(this IServiceCollection services) => services
        .AddSingleton<ListDatasets>()
        .AddSingleton<ReadDataset>()
        .AddSingleton<ReadDatasetHead>()
        .AddSingleton<CountLabels>()
        .AddSingleton<ListCases>()
        .AddSingleton<WriteCaseList>()
        .AddSingleton<ReadCase>()
        .AddSingleton<LoadCases>()
        .AddSingleton<RenderCase>()
        .AddSingleton<ListPatients>()
        .AddSingleton<MovePatients>()
        .AddSingleton<DivideAgain>()
        .AddSingleton<NextReview>()
        .AddSingleton<ClearCase>()
        .AddSingleton<LeaveOutCase>()
        .AddSingleton<FlagCase>()
        .AddSingleton<RedactCase>()
        .AddSingleton<DiscardRetiredBlobs>()
        .AddSingleton<ListProblems>()
        .AddSingleton<WriteProblems>()
        .AddSingleton<NameProblems>()
        .AddSingleton<ListImports>()
        .AddSingleton<ReadImportReport>()
        .AddSingleton<PseudonymSecret>()
        .AddSingleton<SourceReader>()
        .AddSingleton<PreviewImport>()
        .AddSingleton<ImportDataset>()
        .AddSingleton<SweepImports>()
        .AddSingleton(new ImportFolders([]))
        .AddSingleton(UploadLimits.Default)
        .AddSingleton<Uploads>()
        .AddSingleton<ListUploads>()
        .AddSingleton<ReceiveUpload>()
        .AddSingleton<UnpackUpload>()
        .AddSingleton<StartImport>()
        .AddSingleton<RepeatImport>();
}
