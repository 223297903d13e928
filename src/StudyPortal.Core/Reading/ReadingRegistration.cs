using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Reading;

internal static class ReadingRegistration
{
    public static IServiceCollection AddReading(this IServiceCollection services) => services
        .AddSingleton<ReadingFeed>()
        .AddSingleton<OpenReading>()
        .AddSingleton<ReadSession>()
        .AddSingleton<ShowSlot>()
        .AddSingleton<CheckSlot>()
        .AddSingleton<ReadSlotImage>()
        .AddSingleton<ReadSlotMap>()
        .AddSingleton<RevealMap>()
        .AddSingleton<RecordDisplayCheck>()
        .AddSingleton<SaveKeys>()
        .AddSingleton<ReadExample>()
        .AddSingleton<SubmitAnswer>()
        .AddSingleton<ReadSigningMeans>()
        .AddSingleton<AskSignature>()
        .AddSingleton<TakeSignatureAnswer>()
        .AddSingleton<ConfirmSignature>()
        .AddSingleton<SignReading>()
        .AddSingleton<RebuildAnswers>();
}
