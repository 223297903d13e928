using System.Text.Json.Serialization;

namespace StudyPortal.Learning.Training;

/// <summary>Which images a network learns from, and through which norms.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrainingVariant>))]
public enum TrainingVariant
{
    /// <summary>Real images only.</summary>
    [JsonStringEnumMemberName("standard")]
    Standard,

    /// <summary>Attacked images only, one batch norm.</summary>
    [JsonStringEnumMemberName("adversarial")]
    Adversarial,

    /// <summary>Attacked and real images, each through a batch norm of its own.</summary>
    [JsonStringEnumMemberName("dual-bn")]
    DualNorm,
}
