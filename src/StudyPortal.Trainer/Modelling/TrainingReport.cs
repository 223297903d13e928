using System.Globalization;
using StudyPortal.Learning.Training;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Modelling;

/// <summary>Carries a run's progress to its job: the bar, the time left and the curves.</summary>
/// <param name="job">Whose pages show it.</param>
/// <param name="share">The share of the whole job that training is, 0..1.</param>
internal sealed class TrainingReport(JobContext job, double share) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        job.TrainsAt(value.ImagesPerSecond);
        var epochs = value.Epoch - 1 + (double)value.Step / value.StepsPerEpoch;
        var message = string.Create(CultureInfo.InvariantCulture, $"Epoch {value.Epoch} of {value.Epochs}, {value.ImagesPerSecond:0} images/s");
        job.Report(share * epochs / value.Epochs, message, value.Remaining.TotalSeconds);
        if (value.Finished is { } epoch) Report(epoch);
        else job.Measure("loss", epochs, value.Loss);
    }

    /// <summary>Puts epochs on the curves again: a killed trainer may have finished more of them than it had told.</summary>
    public void Restore(IReadOnlyList<EpochResult> history)
    {
        foreach (var epoch in history) Measure(epoch);
    }

    private void Measure(EpochResult epoch)
    {
        job.Measure("validation loss", epoch.Epoch, epoch.ValidationLoss);
        job.Measure("validation auc", epoch.Epoch, epoch.ValidationAuc);
        if (epoch.AttackedAuc is { } attacked) job.Measure("attacked validation auc", epoch.Epoch, attacked);
    }

    private void Report(EpochResult epoch)
    {
        Measure(epoch);
        job.Log(string.Create(
            CultureInfo.InvariantCulture,
            $"Epoch {epoch.Epoch}: loss {epoch.Loss:0.0000}, validation loss {epoch.ValidationLoss:0.0000}, validation AUC {epoch.ValidationAuc:0.000}"));
    }
}
