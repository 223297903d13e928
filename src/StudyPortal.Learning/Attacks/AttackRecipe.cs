using System.Text.Json.Serialization;

namespace StudyPortal.Learning.Attacks;

/// <summary>The ball that an attack may not leave.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AttackNorm>))]
public enum AttackNorm
{
    [JsonStringEnumMemberName("linf")]
    Linf,

    /// <summary>Euclidean length over all channels and pixels of one image.</summary>
    [JsonStringEnumMemberName("l2")]
    L2,
}

/// <summary>How far a step goes along the gradient.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AttackStep>))]
public enum AttackStep
{
    /// <summary>Alpha in every pixel, in the gradient's sign.</summary>
    [JsonStringEnumMemberName("sign")]
    Sign,

    /// <summary>Alpha in Euclidean length, along the gradient.</summary>
    [JsonStringEnumMemberName("unit")]
    Unit,
}

/// <summary>A projected-gradient attack (Madry et al., ICLR 2018); epsilon and alpha are in units of the [0,1] image.</summary>
public sealed record AttackRecipe(
    double Epsilon, double Alpha, int Steps, AttackNorm Norm = AttackNorm.Linf, AttackStep Step = AttackStep.Sign)
{
    /// <summary>The attack that Han et al. (2021) trained with.</summary>
    public static AttackRecipe Paper { get; } = new(Epsilon: 0.005, Alpha: 0.0025, Steps: 10);

    /// <summary>The fast gradient sign method (Goodfellow et al., ICLR 2015): one step to the edge of the ball.</summary>
    public static AttackRecipe Fast(double epsilon, AttackNorm norm = AttackNorm.Linf) =>
        new(epsilon, epsilon, 1, norm, norm == AttackNorm.L2 ? AttackStep.Unit : AttackStep.Sign);
}
