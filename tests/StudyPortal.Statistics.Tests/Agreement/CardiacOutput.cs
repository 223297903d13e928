using StudyPortal.Statistics.Agreement;

namespace StudyPortal.Statistics.Tests.Agreement;

/// <summary>
/// Cardiac output by radionuclide ventriculography and impedance cardiography, Table 4 of Bland &amp; Altman (Stat Methods Med Res 1999;8:135).
/// </summary>
internal static class CardiacOutput
{
    public static IReadOnlyList<RepeatedMeasurements> Subjects { get; } =
    [
        new([7.83, 7.42, 7.89, 7.12, 7.88], [6.57, 5.62, 6.9, 6.57, 6.35]),
        new([6.16, 7.26, 6.71, 6.54], [4.06, 4.29, 4.26, 4.09]),
        new([4.75, 5.24, 4.86, 4.78, 6.05, 5.42], [4.71, 5.5, 5.08, 5.02, 6.01, 5.67]),
        new([4.21, 3.61, 3.72, 3.87, 3.92], [4.14, 4.2, 4.61, 4.68, 5.04]),
        new([3.13, 2.98, 2.85, 3.17, 3.09, 3.12], [3.03, 2.86, 2.77, 2.46, 2.32, 2.43]),
        new([5.92, 6.42, 5.92, 6.27], [5.9, 5.81, 5.7, 5.76]),
        new([7.13, 6.62, 6.58, 6.93], [5.09, 4.63, 4.61, 5.09]),
        new([4.54, 4.81, 5.11, 5.29, 5.39, 5.57], [4.72, 4.61, 4.36, 4.2, 4.36, 4.2]),
        new([4.48, 4.92, 3.97], [3.17, 3.12, 2.96]),
        new([4.22, 4.65, 4.74, 4.44, 4.5], [4.35, 4.62, 3.16, 3.53, 3.53]),
        new([6.78, 6.07, 6.52, 6.42, 6.41, 5.76], [7.2, 6.09, 7.0, 7.1, 7.4, 6.8]),
        new([5.06, 4.72, 4.9, 4.8, 4.9, 5.1], [4.5, 4.2, 3.8, 3.8, 4.2, 4.5]),
    ];
}
