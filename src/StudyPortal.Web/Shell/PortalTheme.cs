using MudBlazor;

namespace StudyPortal.Web.Shell;

/// <summary>Neutral greys, one accent. Pure black and white are left to the images.</summary>
internal static class PortalTheme
{
    private const string FontFamily = "IBM Plex Sans";

    public static MudTheme Theme { get; } = new()
    {
        PaletteDark = Dark,
        PaletteLight = Light,
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "3px" },
        Typography = Type,
    };

    /// <summary>The page's colour before its styles arrive, so that a dark room stays dark.</summary>
    public static string Ground(bool isDark) => isDark ? "#161718" : "#f4f4f3";

    private static PaletteDark Dark => new()
    {
        Background = Ground(isDark: true),
        BackgroundGray = "#1a1b1d",
        Surface = "#1e2022",
        DrawerBackground = "#1a1b1d",
        Primary = "#96abe8",
        PrimaryContrastText = "#16181d",
        Secondary = "#a6a9ad",
        Info = "#96abe8",
        Success = "#7cbf95",
        Warning = "#d9a94f",
        Error = "#e8857a",
        TextPrimary = "#dedfe0",
        TextSecondary = "#a3a6aa",
        TextDisabled = "#6f7276",
        ActionDefault = "#b4b6b9",
        Divider = "#34373a",
        DividerLight = "#292b2e",
        LinesDefault = "#34373a",
        LinesInputs = "#565a5e",
        TableLines = "#2b2e31",
        OverlayDark = "rgba(12,12,13,0.6)",
    };

    private static PaletteLight Light => new()
    {
        Background = Ground(isDark: false),
        BackgroundGray = "#ebebea",
        Surface = "#fbfbfa",
        DrawerBackground = "#ebebea",
        Primary = "#3c55a8",
        PrimaryContrastText = "#fbfbfa",
        Secondary = "#5c6065",
        Info = "#3c55a8",
        Success = "#2b7348",
        Warning = "#8a5b00",
        Error = "#b3362b",
        TextPrimary = "#212326",
        TextSecondary = "#595d62",
        TextDisabled = "#8f9296",
        ActionDefault = "#4b4f54",
        Divider = "#d2d3d4",
        DividerLight = "#e0e1e1",
        LinesDefault = "#d2d3d4",
        LinesInputs = "#94989c",
        TableLines = "#dedfdf",
    };

    private static Typography Type => new()
    {
        Default = new DefaultTypography { FontFamily = [FontFamily, "system-ui", "sans-serif"], FontSize = "1rem", LineHeight = "1.45", LetterSpacing = "0" },
        H1 = new H1Typography { FontSize = "1.5rem", FontWeight = "600" },
        H2 = new H2Typography { FontSize = "1.3rem", FontWeight = "600" },
        H3 = new H3Typography { FontSize = "1.14rem", FontWeight = "600" },
        H4 = new H4Typography { FontSize = "1.5rem", FontWeight = "600" },
        H5 = new H5Typography { FontSize = "1.14rem", FontWeight = "600" },
        H6 = new H6Typography { FontSize = "1rem", FontWeight = "600" },
        Body1 = new Body1Typography { FontSize = "1rem", LetterSpacing = "0" },
        Body2 = new Body2Typography { FontSize = "0.93rem", LetterSpacing = "0" },
        Button = new ButtonTypography { FontSize = "1rem", FontWeight = "600", TextTransform = "none", LetterSpacing = "0" },
        Caption = new CaptionTypography { FontSize = "0.86rem", LetterSpacing = "0" },
    };
}
