namespace StudyPortal.Learning.Training;

/// <summary>Outcome of one epoch; the losses are means over its steps and over the validation set (clean branch).</summary>
public sealed record EpochResult(int Epoch, double Loss, double ValidationLoss, double ValidationAuc);

/// <summary>Where a run stands after a step. Epochs and steps count from 1.</summary>
/// <param name="Epoch">The epoch of this step.</param>
/// <param name="Epochs">Epochs planned.</param>
/// <param name="Step">Steps done in this epoch.</param>
/// <param name="StepsPerEpoch">Steps in an epoch.</param>
/// <param name="Loss">Loss of this step's batch.</param>
/// <param name="Finished">The epoch's outcome if this was its last step, else null.</param>
/// <param name="ImagesPerSecond">Mean since the run started or resumed.</param>
/// <param name="Remaining">Expected time to the last planned epoch.</param>
public sealed record TrainingProgress(
    int Epoch, int Epochs, int Step, int StepsPerEpoch, double Loss, EpochResult? Finished, double ImagesPerSecond, TimeSpan Remaining);

/// <summary>A finished run.</summary>
/// <param name="WeightsPath">Weights of the epoch with the best validation AUC.</param>
/// <param name="Best">That epoch.</param>
/// <param name="History">Every epoch, in order.</param>
public sealed record TrainingResult(string WeightsPath, EpochResult Best, IReadOnlyList<EpochResult> History);
