namespace StudyPortal.Learning.Training;

/// <summary>A run that cannot go on; the message says where it stopped and what to change.</summary>
public sealed class TrainingException(string message) : Exception(message);
