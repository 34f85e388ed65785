#include "gui/widgets/transcript_canvas.hpp"
