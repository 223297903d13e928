using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>What a computation needs of a case: <see cref="Pixels"/> is a grayscale PNG in the blob store, <see cref="Values"/> has one entry per label of the data set, in its order.</summary>
public sealed record LoadedCase(CaseId Id, int Number, string Patient, DatasetSplit Split, BlobHash Pixels, int Width, int Height, IReadOnlyList<LabelValue> Values);
