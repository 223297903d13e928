namespace StudyPortal.Core.Studies;

/// <summary>Okabe and Ito's colours, told apart with any colour vision; an arm has the same one on every page and figure.</summary>
public static class ArmColours
{
    /// <summary>In order of <see cref="StudyArm.Ordinal"/>; the stylesheet holds the same as <c>--arm-0</c>, <c>--arm-1</c>, ...</summary>
    public static IReadOnlyList<string> Hex { get; } = ["#e69f00", "#56b4e9", "#009e73", "#cc79a7", "#d55e00", "#0072b2", "#f0e442"];

    public static string Of(int ordinal) => Hex[ordinal % Hex.Count];
}
