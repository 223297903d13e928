using System.Text.Json.Serialization;

namespace StudyPortal.Learning.Training;

/// <summary>How the learning rate falls after the warm-up.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScheduleKind>))]
public enum ScheduleKind
{
    /// <summary>By <see cref="TrainingRecipe.DecayFactor"/> after each of <see cref="TrainingRecipe.Milestones"/>; never without them.</summary>
    [JsonStringEnumMemberName("multi-step")]
    MultiStep,

    /// <summary>It does not.</summary>
    [JsonStringEnumMemberName("constant")]
    Constant,

    /// <summary>Along half a cosine, step by step, to <see cref="TrainingRecipe.MinimumLearningRate"/> at the end.</summary>
    [JsonStringEnumMemberName("cosine")]
    Cosine,

    /// <summary>
    /// By <see cref="TrainingRecipe.DecayFactor"/> when more than <see cref="TrainingRecipe.PlateauPatience"/> epochs were not
    /// better than the best by a ten-thousandth of it, under the rule that chooses the checkpoint.
    /// </summary>
    [JsonStringEnumMemberName("plateau")]
    Plateau,
}
