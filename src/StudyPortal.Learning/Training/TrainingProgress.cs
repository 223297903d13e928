namespace StudyPortal.Learning.Training;

/// <summary>Outcome of one epoch, counted from 1; the losses are means over its batches and over the validation set (clean branch).</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">Of training, mean over its batches.</param>
/// <param name="ValidationLoss">Of clean images, mean over the validation set.</param>
/// <param name="ValidationAuc">Macro AUC of clean images.</param>
/// <param name="AttackedAuc">Macro AUC of attacked ones through the attacked branch; null where the recipe does not look at it.</param>
public sealed record EpochResult(int Epoch, double Loss, double ValidationLoss, double ValidationAuc, double? AttackedAuc = null);

/// <summary>Where a run stands after an optimiser step. Epochs and batches count from 1.</summary>
/// <param name="Epoch">The epoch of this step.</param>
/// <param name="Epochs">Epochs planned.</param>
/// <param name="Step">Batches done in this epoch.</param>
/// <param name="StepsPerEpoch">Batches in an epoch.</param>
/// <param name="Loss">Mean loss of this step's batches.</param>
/// <param name="Finished">The epoch's outcome if this was its last step, else null.</param>
/// <param name="ImagesPerSecond">Mean since the run started or resumed.</param>
/// <param name="Remaining">Expected time to the last planned epoch.</param>
public sealed record TrainingProgress(
    int Epoch, int Epochs, int Step, int StepsPerEpoch, double Loss, EpochResult? Finished, double ImagesPerSecond, TimeSpan Remaining);

/// <summary>What a run has come to.</summary>
/// <param name="WeightsPath">Weights of the best epoch.</param>
/// <param name="Best">That epoch, under the recipe's rule.</param>
/// <param name="History">Every epoch that is over, in order.</param>
public sealed record TrainingResult(string WeightsPath, EpochResult Best, IReadOnlyList<EpochResult> History);
