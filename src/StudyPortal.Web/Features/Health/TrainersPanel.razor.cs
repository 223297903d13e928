using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Web.Features.Health;

/// <summary>Who can take a job, on what, and what each has in hand.</summary>
public sealed partial class TrainersPanel
{
    private IReadOnlyList<TrainerStatus>? _trainers;

    [Inject] public required ReadTrainers ReadTrainers { get; init; }

    protected override TimeSpan Every => TimeSpan.FromSeconds(5);

    protected override async Task LoadAsync() => _trainers = await ReadTrainers.ExecuteAsync(Closed);

    private static string SpeedOf(TrainerStatus trainer)
    {
        var speeds = trainer.Activity.Jobs.Select(job => job.ImagesPerSecond).OfType<double>().ToList();
        return trainer.IsAlive && speeds.Count > 0 ? speeds.Sum().ToString("0.#", CultureInfo.InvariantCulture) : "";
    }
}
